package documents

import (
	"archive/zip"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"time"
)

// part is one file in a package.
type part struct{ name, content string }

// packageTime is the earliest that the format can say: the bytes of a package
// must not depend on when it was made.
func packageTime() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// writePackage writes the parts in their order, without compression, so that the
// bytes do not depend on the version of a compressor.
func writePackage(w io.Writer, parts []part) error {
	return addParts(zip.NewWriter(w), parts)
}

// writeOpenDocument writes the parts after a first one that says the kind of
// file where programs look for it: at byte 38, without extra fields and with its
// sizes before it (OpenDocument 1.2, part 3, section 3.3).
func writeOpenDocument(w io.Writer, kind string, parts []part) error {
	z := zip.NewWriter(w)
	size := uint64(len(kind))
	f, err := z.CreateRaw(&zip.FileHeader{
		Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(kind)), CompressedSize64: size, UncompressedSize64: size,
		//lint:ignore SA1019 the field that replaces it adds an extra field, which is not allowed here
		ModifiedDate: 1<<5 | 1, // 1 January 1980
	})
	if err != nil {
		return fmt.Errorf("documents: mimetype: %w", err)
	}
	if _, err := io.WriteString(f, kind); err != nil {
		return fmt.Errorf("documents: mimetype: %w", err)
	}
	return addParts(z, parts)
}

func addParts(z *zip.Writer, parts []part) error {
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store, Modified: packageTime()})
		if err != nil {
			return fmt.Errorf("documents: %s: %w", p.name, err)
		}
		if _, err := io.WriteString(f, p.content); err != nil {
			return fmt.Errorf("documents: %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("documents: close the file: %w", err)
	}
	return nil
}

// fixedPart reads a part that is the same for every document but for its
// language.
func fixedPart(name, language string) (string, error) {
	content, err := fixedParts.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("documents: read %s: %w", name, err)
	}
	return strings.ReplaceAll(string(content), "LANGUAGE", language), nil
}
