package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
)

// version writes the module version and the revision it was built from.
func version(_ context.Context, c call) error {
	if _, err := c.parse(c.flags()); err != nil {
		return err
	}
	text := programVersion()
	if text == "" {
		text = "(utviklingsutgave)"
	}
	_, err := fmt.Fprintln(c.stdout, "tiltak "+text)
	return err
}

// programVersion is the module version and the revision the program was built
// from; empty when neither is known.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var parts []string
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		parts = append(parts, info.Main.Version)
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			parts = append(parts, setting.Value)
		}
	}
	return strings.Join(parts, " ")
}
