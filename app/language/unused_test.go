package language_test

import (
	"strings"
	"testing"

	"tiltak/models"
)

func TestEveryMessageIsUsed(t *testing.T) {
	bokmaal := messages(t, models.Bokmaal)
	found := usesOfKeys(t, bokmaal)
	for key, message := range bokmaal {
		used := found.keys[key] != ""
		for prefix := range found.prefixes {
			used = used || strings.HasPrefix(key, prefix)
		}
		for group := range found.keys { // a whole group named, to put a name after
			used = used || strings.HasPrefix(key, group+".")
		}
		if !used {
			t.Errorf("%s: nothing uses %s", message.file, key)
		}
	}
}
