package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tiltak/app/store/storetest"
)

func TestWhatDeployNamesExists(t *testing.T) {
	n := startNode(t, nil, "--database", storetest.SQLiteAddress(t), "--metrics-listen", "127.0.0.1:0")
	get(t, n.address+"/livez")
	status, measures := get(t, n.metrics)
	if status != http.StatusOK {
		t.Fatalf("the measures give %d", status)
	}
	_, _, help := tiltak(t, "serve", "--help")
	names := []string{"../../Dockerfile", "../../docs/operation.md"}
	more, err := filepath.Glob("../../deploy/*")
	if err != nil || len(more) < 4 {
		t.Fatalf("deploy holds %v, %v", more, err)
	}
	settings := 0
	for _, name := range append(names, more...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, setting := range regexp.MustCompile(`\bTILTAK_[A-Z_]+`).FindAllString(string(text), -1) {
			settings++
			flag := strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(setting, "TILTAK_"), "_", "-"))
			if !strings.Contains(help, "-"+flag+" ") && !strings.Contains(help, "-"+flag+"\n") {
				t.Errorf("%s sets %s, and serve has no --%s", name, setting, flag)
			}
		}
		if filepath.Ext(name) != ".yaml" {
			continue
		}
		for _, measure := range regexp.MustCompile(`\b(tiltak|go_sql)_[a-z_]+`).FindAllString(string(text), -1) {
			if !strings.Contains(measures, "\n"+measure+" ") && !strings.Contains(measures, "\n"+measure+"{") {
				t.Errorf("%s asks for %s, which no node measures", name, measure)
			}
		}
	}
	if settings < 8 {
		t.Errorf("only %d settings were found", settings)
	}
}
