// Command assets bundles the sources under assets/ into assets/dist, the
// folder that the server embeds. Run it from the repository root after every
// change of a stylesheet, script, icon or third-party file:
//
//	go run ./cmd/assets
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	root := flag.String("root", ".", "the repository root")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "assets takes no arguments, only -root FOLDER")
		os.Exit(2)
	}
	if err := run(*root, filepath.Join(*root, "assets", "dist")); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

// run bundles the sources below root into the folder out, which afterwards
// holds exactly the bundled files.
func run(root, out string) error {
	files, err := bundle(filepath.Join(root, "assets"))
	if err != nil {
		return err
	}
	return replaceFolder(out, files)
}
