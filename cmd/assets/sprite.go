package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	svgRoot = regexp.MustCompile(`(?s)^<svg ([^>]*)>(.*)</svg>\s*$`)
	viewBox = regexp.MustCompile(`viewBox="([^"]+)"`)
)

// iconSprite joins the icons of a folder into one file with a symbol each,
// named as the icon's file. The icons are drawn in currentColor.
func iconSprite(folder string) ([]byte, error) {
	// Glob sorts the names.
	paths, err := filepath.Glob(filepath.Join(folder, "*.svg"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no icons in %s", folder)
	}
	var sprite bytes.Buffer
	sprite.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">`)
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		root := svgRoot.FindSubmatch(bytes.TrimSpace(body))
		if root == nil {
			return nil, fmt.Errorf("%s is not a single svg element", path)
		}
		box := viewBox.FindSubmatch(root[1])
		if box == nil {
			return nil, fmt.Errorf("%s has no viewBox", path)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".svg")
		drawing := strings.ReplaceAll(string(bytes.TrimSpace(root[2])), "\n", "")
		fmt.Fprintf(&sprite, `<symbol id="%s" viewBox="%s">%s</symbol>`, name, box[1], drawing)
	}
	sprite.WriteString("</svg>\n")
	return sprite.Bytes(), nil
}
