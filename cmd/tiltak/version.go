package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

// version writes the module version and the revision it was built from.
func version(_ context.Context, c call) error {
	if _, err := c.parse(c.flags()); err != nil {
		return err
	}
	text := "tiltak (utviklingsutgave)"
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" && info.Main.Version != "(devel)" {
			text = "tiltak " + info.Main.Version
		}
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				text += " " + setting.Value
			}
		}
	}
	_, err := fmt.Fprintln(c.stdout, text)
	return err
}
