package main

import (
	"bytes"
	"compress/gzip"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// addCompressed puts a .br and a .gz copy beside every text file. Fonts are
// left out: woff2 is brotli inside already.
func addCompressed(files map[string][]byte) error {
	copies := map[string][]byte{}
	for name, body := range files {
		switch filepath.Ext(name) {
		case ".css", ".js", ".svg", ".txt":
		default:
			continue
		}
		var br bytes.Buffer
		writer := brotli.NewWriterLevel(&br, brotli.BestCompression)
		if _, err := writer.Write(body); err != nil {
			return err
		}
		if err := writer.Close(); err != nil {
			return err
		}
		copies[name+".br"] = br.Bytes()

		var gz bytes.Buffer
		zipper, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := zipper.Write(body); err != nil {
			return err
		}
		if err := zipper.Close(); err != nil {
			return err
		}
		copies[name+".gz"] = gz.Bytes()
	}
	for name, body := range copies {
		files[name] = body
	}
	return nil
}
