package answers

import "tiltak/views/layout"

// replyPaper is the reply's part of an address.
const replyPaper = "greta"

// missingName says which text is missing.
func missingName(f layout.Frame, m Missing) string {
	return f.T("answers.reply.missing_kind."+m.Kind, "Ref", m.Ref, "Text", m.Text)
}

// quoted tells whether the Norwegian text helps one to know what is missing:
// where it does not say who wrote it, and is no name that stands there already.
func (m Missing) quoted() bool { return m.Kind == "title" || m.Kind == "topic" || m.Kind == "summary" }
