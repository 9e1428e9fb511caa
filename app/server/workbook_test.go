package server_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tiltak/app/server/servertest"
)

// workbookWaits lets AID's reporter send a filled-in workbook that waits to be
// confirmed: a text is changed both in it and on the screen, another only in it.
func workbookWaits(t *testing.T, w *servertest.World) {
	t.Helper()
	client := w.As("rapportor.aid")
	book, err := excelize.OpenReader(strings.NewReader(client.Get("/rapporter/regneark/fil").WantStatus(200).Body))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Tiltak")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[2:] {
		if strings.Contains(row[3], "kan ikke endres") {
			continue
		}
		for j, heading := range rows[1] {
			if heading != "Hva er gjort siden sist?" && heading != "Hva er neste steg?" {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+3)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStr("Tiltak", cell, "Skrevet i regnearket."); err != nil {
				t.Fatal(err)
			}
		}
		address := "/rapporter/" + strings.TrimPrefix(row[0], "R")
		action, form := client.Get(address).WantStatus(200).Form("#rapportskjema")
		form.Set("done", "Skrevet på skjermen.")
		client.Post(action, form).WantStatus(303)
		break
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	client.Upload("/rapporter/regneark", "regneark", "utfylt.xlsx", file.Bytes()).WantRedirect("/rapporter/regneark/endringer").
		Follow().WantStatus(200).WantText("Endret både her og i regnearket", "Skrevet i regnearket.", "Skrevet på skjermen.")
}
