package catalogue_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiltak/app/catalogue"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

var sameRows = cmp.Options{cmpopts.IgnoreUnexported(catalogue.File{}), cmpopts.EquateEmpty()}

func builtInFile(t testing.TB) catalogue.File {
	t.Helper()
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestTheBuiltInCatalogueComesOutAsItWentIn(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		file := builtInFile(t)
		importer := catalogue.NewImporter(s)
		result, err := importer.Import(t.Context(), store.CommandLine(), file)
		if err != nil {
			t.Fatal(err)
		}
		if !result.Created || result.Unchanged() {
			t.Errorf("result %+v", result)
		}
		out, err := importer.Export(t.Context(), file.Plan.Code)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(file, out, sameRows); diff != "" {
			t.Error(diff)
		}
		again, err := importer.Import(t.Context(), store.CommandLine(), file)
		if err != nil {
			t.Fatal(err)
		}
		if !again.Unchanged() || len(again.Differences) != 0 {
			t.Errorf("the second import did something: %+v", again)
		}
	})
}
