// Package assets holds the built stylesheet, script, icons and fonts inside
// the program and hands them out by name. The files in dist are made by
// `go run ./cmd/assets`; their names carry a hash of their content, so an
// address can be kept by browsers for ever.
package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"
)

// Prefix is the path under which the server answers for the files.
const Prefix = "/static/"

//go:embed dist
var dist embed.FS

// file is one built file with its precompressed copies; nil where there is none.
type file struct {
	plain, br, gz []byte
	contentType   string
}

type library struct {
	addresses map[string]string // "app.css" to "/static/app-ABCDEFGH.css"
	files     map[string]file   // by address
}

// built reads the embedded files once; afterwards nothing changes them.
var built = sync.OnceValue(func() library {
	loaded, err := load(dist)
	if err != nil {
		panic("assets: the embedded files are damaged, run go run ./cmd/assets: " + err.Error())
	}
	return loaded
})

// URL returns the address of a built file by its plain name: "app.css",
// "app.js", "icons.svg", "favicon.svg", "licences.txt" or a font's file name.
// It panics at an unknown name, since that is a misspelling in the program.
func URL(name string) string {
	address, known := built().addresses[name]
	if !known {
		panic(fmt.Sprintf("assets: no file is called %q; known are %s", name, strings.Join(Names(), ", ")))
	}
	return address
}

// Icon returns the address of one icon in the sprite, for the href of a use
// element. The name is that of the file in vendor/aksel-icons, without .svg.
func Icon(name string) string {
	return URL("icons.svg") + "#" + name
}

// Names returns the plain names that URL knows, sorted.
func Names() []string {
	names := make([]string, 0, len(built().addresses))
	for name := range built().addresses {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Open returns the body for a request path such as "/static/app-ABCDEFGH.css",
// compressed where the Accept-Encoding header allows it; encoding is "br",
// "gzip" or empty. The body is shared between requests and must not be
// changed. The answer may be kept for ever and varies by Accept-Encoding.
func Open(requestPath, acceptEncoding string) (body []byte, contentType, encoding string, ok bool) {
	found, ok := built().files[requestPath]
	if !ok {
		return nil, "", "", false
	}
	switch {
	case found.br != nil && accepts(acceptEncoding, "br"):
		return found.br, found.contentType, "br", true
	case found.gz != nil && accepts(acceptEncoding, "gzip"):
		return found.gz, found.contentType, "gzip", true
	}
	return found.plain, found.contentType, "", true
}

// accepts tells whether an Accept-Encoding header names the encoding without
// forbidding it by q=0.
func accepts(header, encoding string) bool {
	for choice := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(choice, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		weight = strings.ReplaceAll(weight, " ", "")
		return strings.Trim(strings.TrimPrefix(weight, "q="), "0.") != "" || weight == ""
	}
	return false
}

func load(from fs.FS) (library, error) {
	list, err := fs.ReadFile(from, "dist/manifest.json")
	if err != nil {
		return library{}, err
	}
	var manifest map[string]string
	if err := json.Unmarshal(list, &manifest); err != nil {
		return library{}, err
	}
	loaded := library{addresses: map[string]string{}, files: map[string]file{}}
	for name, hashed := range manifest {
		plain, err := fs.ReadFile(from, "dist/"+hashed)
		if err != nil {
			return library{}, err
		}
		// A missing copy leaves nil: fonts have none.
		br, _ := fs.ReadFile(from, "dist/"+hashed+".br")
		gz, _ := fs.ReadFile(from, "dist/"+hashed+".gz")
		contentType := contentTypeOf(path.Ext(hashed))
		if contentType == "" {
			return library{}, fmt.Errorf("%s has an unknown content type", hashed)
		}
		loaded.addresses[name] = Prefix + hashed
		loaded.files[Prefix+hashed] = file{plain: plain, br: br, gz: gz, contentType: contentType}
	}
	return loaded, nil
}

// contentTypeOf stands here because the tables of the operating system differ.
// It is empty for an extension that the bundler does not make.
func contentTypeOf(extension string) string {
	switch extension {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	}
	return ""
}
