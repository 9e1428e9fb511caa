package access

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestKeep(t *testing.T) {
	t.Run("what is kept of a form is all of it but passwords", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			fields := url.Values(rapid.MapOfN(rapid.StringN(1, 20, -1), rapid.SliceOfN(rapid.String(), 1, 3), 1, 8).Draw(t, "fields"))
			fields.Set("passord_nytt", "hemmelig")
			kept, tooLarge := keep("/rapporter/7", fields.Encode())
			if tooLarge {
				t.Fatal("a small form was too large")
			}
			again := keptAgain(kept.Path, kept.Form)
			got := url.Values{}
			for _, field := range again.Fields {
				got.Add(field.Name, field.Value)
			}
			for name := range fields {
				if strings.HasPrefix(name, "passord") {
					fields.Del(name)
				}
			}
			if got.Encode() != fields.Encode() {
				t.Fatalf("kept %q, want %q", got.Encode(), fields.Encode())
			}
		})
	})
	for _, test := range []struct {
		name, path, body string
		any, tooLarge    bool
	}{
		{"a form is kept", "/rapporter/7", "a=1", true, false},
		{"an address outside the site is not", "https://example.com/", "a=1", false, false},
		{"nor one that looks local", "//example.com", "a=1", false, false},
		{"an empty form is nothing to keep", "/rapporter/7", "", false, false},
		{"a form that cannot be read is not kept", "/rapporter/7", "a=%zz", false, false},
		{"the longest form is kept", "/rapporter/7", "a=" + strings.Repeat("x", longestKept-2), true, false},
		{"a longer one is told of", "/rapporter/7", "a=" + strings.Repeat("x", longestKept), false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			kept, tooLarge := keep(test.path, test.body)
			if kept.Any() != test.any || tooLarge != test.tooLarge {
				t.Errorf("kept %v, too large %v", kept.Any(), tooLarge)
			}
		})
	}
}
