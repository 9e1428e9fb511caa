package models_test

import (
	"strings"
	"testing"

	"tiltak/models"
)

func TestUsernames(t *testing.T) {
	for name, ok := range map[string]bool{
		"rapportor.aid": true, "a": true, "ole_2-x": true,
		"": false, "Ole": false, "ole nordmann": false, "øle": false, "ole\n": false, "оle": false,
		strings.Repeat("a", models.LongestUsername): true, strings.Repeat("a", models.LongestUsername+1): false,
	} {
		var problems models.Problems
		problems.CheckUsername("brukernavn", name)
		if (problems.Err() == nil) != ok {
			t.Errorf("%q is taken: %v, want %v", name, !ok, ok)
		}
	}
	if got := models.NormalUsername("  Ole.Nordmann "); got != "ole.nordmann" {
		t.Errorf("the stored name is %q", got)
	}
}

func TestDisplayNames(t *testing.T) {
	for name, ok := range map[string]bool{
		"Rapportør i AID": true, "Øyvind Ås": true, "": false, "   ": false, "a\tb": false, "a\x00": false,
		strings.Repeat("ø", models.LongestDisplayName): true, strings.Repeat("ø", models.LongestDisplayName+1): false,
	} {
		var problems models.Problems
		problems.CheckDisplayName("navn", name)
		if (problems.Err() == nil) != ok {
			t.Errorf("%q is taken: %v, want %v", name, !ok, ok)
		}
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, after int
		ok            bool
	}{
		{"the last administrator cannot go", 1, 0, false},
		{"one of two can", 2, 1, true},
		{"a change of another user is no matter", 1, 1, true},
		{"where there is none, there is none to lose", 0, 0, true},
	} {
		if err := models.MayLoseAdministrator(test.before, test.after); (err == nil) != test.ok {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
