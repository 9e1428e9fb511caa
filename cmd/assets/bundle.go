package main

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// hashLength is how many characters of the base32 hash stand in a file name:
// eight characters are forty bits, as in esbuild's own names.
const hashLength = 8

// builtName takes a file name written by esbuild apart: name, hash, extension.
var builtName = regexp.MustCompile(`^(.+)-([A-Z2-7]{8})(\.[a-z0-9]+)$`)

// bundle returns every file of the output folder by name. The result depends
// on the sources alone, not on where they lie or when they are read.
func bundle(sources string) (map[string][]byte, error) {
	files := map[string][]byte{}
	manifest := map[string]string{}
	add := func(name string, body []byte) string {
		hashed := hashedName(name, body)
		manifest[name] = hashed
		files[hashed] = body
		return hashed
	}

	sprite, err := iconSprite(filepath.Join(sources, "vendor", "aksel-icons"))
	if err != nil {
		return nil, err
	}
	add("icons.svg", sprite)

	favicon, err := os.ReadFile(filepath.Join(sources, "icons", "favicon.svg"))
	if err != nil {
		return nil, err
	}
	add("favicon.svg", favicon)

	licences, err := shippedLicences(filepath.Join(sources, "vendor"))
	if err != nil {
		return nil, err
	}
	licenceFile := add("licences.txt", licences)

	built, err := buildWithEsbuild(sources, licenceFile)
	if err != nil {
		return nil, err
	}
	for hashed, body := range built {
		parts := builtName.FindStringSubmatch(hashed)
		if parts == nil {
			return nil, fmt.Errorf("the bundled file %q has no hash in its name", hashed)
		}
		manifest[parts[1]+parts[3]] = hashed
		files[hashed] = body
	}

	if err := addCompressed(files); err != nil {
		return nil, err
	}
	// Marshal sorts the keys, so the manifest is the same every time.
	list, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return nil, err
	}
	files["manifest.json"] = append(list, '\n')
	return files, nil
}

// buildWithEsbuild bundles the stylesheet, the fonts it names, the script of all
// pages, and the one of pages where things are put in order.
func buildWithEsbuild(sources, licenceFile string) (map[string][]byte, error) {
	folder, err := filepath.Abs(sources)
	if err != nil {
		return nil, err
	}
	// Named beside the code, since the minified files keep no notices.
	notice := "/* Third-party parts and their licences: " + licenceFile + " */"
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: folder,
		EntryPoints:   []string{"css/app.css", "js/app.js", "js/arrange.js"},
		Outdir:        "dist",
		EntryNames:    "[name]-[hash]",
		AssetNames:    "[name]-[hash]",
		Bundle:        true,
		Format:        api.FormatIIFE,
		Charset:       api.CharsetUTF8,
		LegalComments: api.LegalCommentsNone,
		Banner:        map[string]string{"css": notice, "js": notice},
		Loader:        map[string]api.Loader{".woff2": api.LoaderFile},
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "120"},
			{Name: api.EngineFirefox, Version: "115"},
			{Name: api.EngineSafari, Version: "16.4"},
		},
		// htmx holds an eval that its setting allowEval, which page.js turns
		// off, keeps from being reached.
		LogOverride:       map[string]api.LogLevel{"direct-eval": api.LogLevelSilent},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
	})
	if problems := append(result.Errors, result.Warnings...); len(problems) > 0 {
		texts := api.FormatMessages(problems, api.FormatMessagesOptions{Kind: api.ErrorMessage})
		return nil, errors.New(strings.TrimSpace(strings.Join(texts, "")))
	}
	files := map[string][]byte{}
	for _, file := range result.OutputFiles {
		files[filepath.Base(file.Path)] = file.Contents
	}
	return files, nil
}

// hashedName puts a hash of the body between name and extension, in the same
// form as esbuild does.
func hashedName(name string, body []byte) string {
	sum := sha256.Sum256(body)
	hash := base32.StdEncoding.EncodeToString(sum[:])[:hashLength]
	extension := filepath.Ext(name)
	return strings.TrimSuffix(name, extension) + "-" + hash + extension
}
