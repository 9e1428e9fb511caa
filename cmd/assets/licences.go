package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// notShipped are the third-party folders that only tests use.
const notShipped = "axe-core"

// shippedLicences joins the licences of all third-party parts that reach a
// reader's browser, each under the name of its folder.
func shippedLicences(vendor string) ([]byte, error) {
	entries, err := os.ReadDir(vendor)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	for _, entry := range entries {
		if !entry.IsDir() || entry.Name() == notShipped {
			continue
		}
		licence, err := os.ReadFile(filepath.Join(vendor, entry.Name(), "LICENSE"))
		if err != nil {
			return nil, fmt.Errorf("every third-party folder must hold its LICENSE: %w", err)
		}
		fmt.Fprintf(&text, "==== %s ====\n\n%s\n\n", entry.Name(), bytes.TrimSpace(licence))
	}
	return text.Bytes(), nil
}
