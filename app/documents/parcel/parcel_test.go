package parcel_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"tiltak/app/documents/parcel"
)

type entry struct{ name, content string }

func packed(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := z.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(e.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// listed changes two bytes of the first line of a package's list.
func listed(t *testing.T, file []byte, at int, value uint16) []byte {
	t.Helper()
	line := bytes.Index(file, []byte("PK\x01\x02"))
	if line < 0 {
		t.Fatal("no list")
	}
	file = bytes.Clone(file)
	binary.LittleEndian.PutUint16(file[line+at:], value)
	return file
}

func TestOpenRefusesWhatIsNoSoundPackage(t *testing.T) {
	bounds := parcel.Bounds{Packed: 4000, Unpacked: 3000, Part: 2000, Parts: 3}
	zeros := strings.Repeat("\x00", 1500)
	const flags, size = 8, 24
	for _, c := range []struct {
		name string
		file []byte
		want parcel.Fault
	}{
		{"nothing", nil, parcel.Empty},
		{"too many bytes", make([]byte, 4001), parcel.TooBig},
		{"a compound file", []byte("\xD0\xCF\x11\xE0"), parcel.Compound},
		{"no package", []byte("Hei"), parcel.NoPackage},
		{"too many parts", packed(t, entry{"a", ""}, entry{"b", ""}, entry{"c", ""}, entry{"d", ""}), parcel.Bomb},
		{"too big a part", packed(t, entry{"a", zeros + zeros}), parcel.Bomb},
		{"too much together", packed(t, entry{"a", zeros}, entry{"b", zeros + "x"}), parcel.Bomb},
		{"a part that says it is small", listed(t, packed(t, entry{"a", zeros + zeros}), size, 10), parcel.Bomb},
		{"a part with a password", listed(t, packed(t, entry{"a", "x"}), flags, 1), parcel.Encrypted},
		{"a name twice", packed(t, entry{"a/b", "x"}, entry{`A\B`, "y"}), parcel.Twice},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parcel.Open(c.file, bounds)
			fault, _ := parcel.FaultOf(err)
			if fault != c.want && !(c.name == "a part that says it is small" && fault == parcel.NoPackage) {
				t.Errorf("refused with %v, want %s", err, c.want)
			}
		})
	}
	parts, err := parcel.Open(packed(t, entry{"a", zeros}, entry{"b", zeros}), bounds)
	if err != nil || len(parts) != 2 || string(parts[1].Content) != zeros {
		t.Errorf("a good package gives %d parts, %v", len(parts), err)
	}
}

func TestWalkRefusesMarkupThatMeansSeveralThings(t *testing.T) {
	for content, want := range map[string]parcel.Fault{
		"":    parcel.Broken,
		"<a>": parcel.Broken, "<a/><b/>": parcel.Broken, "<a/>x": parcel.Broken, `<a b="1" b="2"/>`: parcel.Broken,
		`<a xmlns:x="urn:x" xmlns:y="urn:x" x:b="1" y:b="2"/>`: parcel.Broken,
		`<a ` + strings.Repeat(`b="1" `, 20) + `/>`:            parcel.Broken,
		`<x:a/>`: parcel.Broken, `<a x:b="1"/>`: parcel.Broken, `<?p x?><a/>`: parcel.Broken, "\xff\xfe<\x00a\x00/\x00>\x00": parcel.Broken,
		`<!DOCTYPE a><a/>`: parcel.Declares, strings.Repeat("<a>", 201) + strings.Repeat("</a>", 201): parcel.Deep,
		"\ufeff<?xml version=\"1.0\"?><a xmlns:x=\"urn:x\" x:b=\"1\" b=\"2\">x</a>\n": "",
	} {
		if fault, _ := parcel.FaultOf(parcel.Walk(content, nil)); fault != want {
			t.Errorf("%.60q is refused with %q, want %q", content, fault, want)
		}
	}
}
