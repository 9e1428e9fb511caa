package catalogue_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/BurntSushi/toml"

	"tiltak/app/catalogue"
	"tiltak/app/language"
	"tiltak/models"
)

const texts = "../language/nb/catalogue.toml"

// bokmål gives the texts of a part of the language file, and a printer over them that refuses arguments which the
// text asks for and the caller lacks.
func bokmål(t *testing.T, part string) (map[string]string, catalogue.Render) {
	t.Helper()
	var file map[string]map[string]map[string]string
	if _, err := toml.DecodeFile(texts, &file); err != nil {
		t.Fatal(err)
	}
	messages := file["catalogue"][part]
	return messages, func(key string, args map[string]any) string {
		text, found := messages[strings.TrimPrefix(key, "catalogue."+part+".")]
		if !found {
			t.Errorf("no text for %s", key)
			return ""
		}
		var b bytes.Buffer
		if err := template.Must(template.New(key).Option("missingkey=error").Parse(text)).Execute(&b, args); err != nil {
			t.Error(err)
		}
		return b.String()
	}
}

func TestEveryProblemHasAText(t *testing.T) {
	messages, render := bokmål(t, "problem")
	left := maps.Clone(messages)
	for _, tt := range faults {
		for _, p := range problemsOf(t, tt.file+".yaml") {
			if p.Text(render) == "" {
				t.Errorf("%s says nothing", p.Key)
			}
			delete(left, strings.TrimPrefix(p.Key, "catalogue.problem."))
		}
	}
	// These two are too large to keep as files; bounds_test.go provokes them.
	for _, key := range []string{"too_large", "too_complex"} {
		p := catalogue.Problem{Key: "catalogue.problem." + key, Args: map[string]any{"Limit": 1024}}
		if p.Text(render) == "" {
			t.Errorf("%s says nothing", key)
		}
		delete(left, key)
	}
	if len(left) > 0 {
		t.Errorf("texts that no fault uses: %v", slices.Sorted(maps.Keys(left)))
	}
}

func TestAProblemSaysWhereItIsAndWhatToDo(t *testing.T) {
	_, render := bokmål(t, "problem")
	got := problemsOf(t, "no-such-area.yaml")[0].Text(render)
	want := "Linje 19: Det finnes ikke noe innsatsområde med nummer 7 i filen. Rett nummeret eller legg til området."
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheProductsOwnPrinterHasTheTexts(t *testing.T) {
	loaded, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	printer := loaded.Printer(models.Bokmaal)
	for _, tt := range faults {
		for _, p := range problemsOf(t, tt.file+".yaml") {
			if text := p.Text(printer.Message); strings.HasPrefix(text, "[") || strings.Contains(text, "<no value>") {
				t.Errorf("%s gives %q", p.Key, text)
			}
		}
	}
}

func TestAFaultIsAnInvalidValueToTheRestOfTheSystem(t *testing.T) {
	loaded, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	_, err = catalogue.Read(strings.NewReader("a: 1"), "feil.yaml")
	if !models.IsKind(err, models.KindInvalid) {
		t.Errorf("kind %s", models.KindOf(err))
	}
	got := loaded.Printer(models.Bokmaal).Error(err)
	want := "Katalogen feil.yaml er ikke tatt inn. Den har 4 feil. Rett feilene og prøv igjen."
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
