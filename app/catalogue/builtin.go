package catalogue

import (
	"bytes"
	_ "embed"
)

//go:embed plans/menneskehandel-2025-2030.yaml
var builtIn []byte

// BuiltInName is the file name of the catalogue that BuiltIn gives, for use in messages.
const BuiltInName = "menneskehandel-2025-2030.yaml"

// BuiltIn gives the catalogue file of the national strategy against human trafficking (2025–2030), comments
// included. The bytes are a copy: the caller may change them.
func BuiltIn() []byte {
	return bytes.Clone(builtIn)
}
