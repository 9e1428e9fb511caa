package audit

import "fmt"

// FaultKind says what is wrong with a link. It names a message,
// trail.fault.KIND.
type FaultKind string

// The kinds of fault.
const (
	LineChanged      FaultKind = "line_changed"      // the line is not what its hash was made of
	LineMissing      FaultKind = "line_missing"      // a number in the sequence is not there
	LineDetached     FaultKind = "line_detached"     // the line does not follow the one before
	TailCut          FaultKind = "tail_cut"          // fewer lines than the installation has written
	HeadRewritten    FaultKind = "head_rewritten"    // the installation's head is not the last line
	EditionMissing   FaultKind = "edition_missing"   // the log tells of an edition that is not there
	EditionChanged   FaultKind = "edition_changed"   // a payload or a field is not what its hash was made of
	EditionDetached  FaultKind = "edition_detached"  // it does not follow the edition made before in the plan
	EditionMisplaced FaultKind = "edition_misplaced" // it stands as another edition than its payload says
	EditionLoose     FaultKind = "edition_loose"     // the line of the log it hangs in is another
	TextMissing      FaultKind = "text_missing"      // the log tells of a saved text that is not there
	TextChanged      FaultKind = "text_changed"      // a saved text is not what its hash was made of
	FileMissing      FaultKind = "file_missing"      // the log tells of a newsletter's file that is not there
	FileChanged      FaultKind = "file_changed"      // a newsletter's file is not what its hash was made of
)

// Fault is the first broken link.
type Fault struct {
	Kind     FaultKind
	Sequence int64  // line of the log, or of the head; 0 where none is at fault
	Thing    string // 2026-k3.1, report 12 revision 3 …
}

// Error gives the technical text.
func (f *Fault) Error() string {
	return fmt.Sprintf("%s: line %d, %s", f.Kind, f.Sequence, f.Thing)
}

// Verified is what a check went through.
type Verified struct {
	Lines, Editions, Texts, Files int64
	Head                          string // hash of the last line; empty in an empty log
}
