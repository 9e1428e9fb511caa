package catalogue_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tiltak/app/catalogue"
)

func ignoreSource() cmp.Option { return cmpopts.IgnoreUnexported(catalogue.File{}) }

func written(t interface{ Fatal(...any) }, file catalogue.File) []byte {
	var b bytes.Buffer
	if err := catalogue.Write(&b, file); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsWrittenReadsBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := anyFile(t)
		text := written(t, file)
		back, err := catalogue.Read(bytes.NewReader(text), "written.yaml")
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if d := cmp.Diff(file, back, ignoreSource()); d != "" {
			t.Fatalf("%s\n%s", d, text)
		}
		if again := written(t, back); !bytes.Equal(text, again) {
			t.Fatalf("written again differently:\n%s\n%s", text, again)
		}
	})
}

func TestTheBuiltInCatalogueIsWrittenInTheSameForm(t *testing.T) {
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	text := written(t, file)
	back, err := catalogue.Load(bytes.NewReader(text), "written.yaml", catalogue.Known{})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if d := cmp.Diff(file, back, ignoreSource()); d != "" {
		t.Error(d)
	}
	for _, line := range []string{
		"  launched: 2025-05-28\n",
		"  period: {from: 2025, to: 2030}\n",
		"  - {key: lovgjennomgang, number: 17, area: 4, lead: JD, confirmed: false, title: {nb: Gjennomgang av straffeloven og straffeprosessloven}}\n",
		"  - {earlier: G1-02, later: G2-02, confirmed: false}\n",
	} {
		if !bytes.Contains(text, []byte(line)) {
			t.Errorf("missing %q in\n%s", line, text)
		}
	}
}
