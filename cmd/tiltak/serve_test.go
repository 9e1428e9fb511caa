package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/app/catalogue"
	"tiltak/app/store"
)

func TestAnEmptyDatabaseIsFilledWithTheBuiltInCatalogue(t *testing.T) {
	address := "sqlite:" + filepath.Join(t.TempDir(), "test.db")
	s, err := openMigrated(t.Context(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out bytes.Buffer
	for range 2 { // the second start finds it filled
		if err := prepare(t.Context(), s, serveOptions{database: address}, &out); err != nil {
			t.Fatal(err)
		}
	}
	want, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := catalogue.NewImporter(s).Export(t.Context(), want.Plan.Code)
	if err != nil {
		t.Fatal(err)
	}
	if differences := catalogue.Diff(want, got); len(differences) > 0 {
		t.Errorf("the database holds something else: %+v", differences)
	}
	if err := prepare(t.Context(), s, serveOptions{database: address, demo: true}, &out); err == nil || !strings.Contains(err.Error(), "ikke en demo") {
		t.Errorf("a database in use became a demo: %v", err)
	}
}
