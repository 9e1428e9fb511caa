package intake

import (
	"bytes"
	"path"
	"strings"
)

// Sent is a file as it comes: its name, what is in it, and, for a CSV file, what
// stands about the evaluation beside it.
type Sent struct {
	Name       string
	Content    []byte
	Evaluation map[Field]string
}

// Read reads a file. It gives what the file says, or everything that is wrong
// with it. It never fails in another way, whatever the bytes are.
func Read(sent Sent, words Words) (in Incoming, faults []Fault) {
	form, key := formOf(sent)
	defer func() {
		if problem := recover(); problem != nil { // a library met what it did not expect
			in, faults = Incoming{}, []Fault{{Key: "intake.fault.unreadable_file"}}
		}
	}()
	r := newReader(words, form)
	if key != "" {
		r.faults.add(Place{}, key, "Most", MostBytes>>10)
		return Incoming{}, r.faults
	}
	switch form {
	case Workbook:
		return r.workbook(sent.Content)
	case CSV:
		return r.csv(sent)
	}
	return r.yaml(sent.Content)
}

// formOf tells what kind of file it is by what it begins with, then by its name.
func formOf(sent Sent) (form Form, fault string) {
	switch extension := strings.ToLower(path.Ext(sent.Name)); {
	case len(bytes.TrimSpace(sent.Content)) == 0:
		return "", "empty"
	case len(sent.Content) > MostBytes:
		return "", "too_big"
	case bytes.HasPrefix(sent.Content, []byte("PK")):
		return Workbook, ""
	case bytes.HasPrefix(sent.Content, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return "", "locked_or_old"
	case extension == ".csv", extension == ".txt", extension == ".tsv":
		return CSV, ""
	case extension == ".yaml", extension == ".yml":
		return YAML, ""
	case extension == ".xlsx":
		return "", "no_workbook"
	}
	return "", "form_unknown"
}
