package models

import "time"

// DocumentTemplate is an office's own Word or PowerPoint template. It never
// changes; another one takes its place.
type DocumentTemplate struct {
	ID         int64
	PlanID     int64
	Format     string // docx or pptx
	Name       string // of the file it came as
	Body       []byte
	Hash       string // SHA-256, hexadecimal
	UploadedBy int64
	UploadedAt time.Time
	RetiredBy  *int64
	RetiredAt  *time.Time // nil: it stands
}

// Standing tells whether papers are set in the template.
func (t DocumentTemplate) Standing() bool { return t.RetiredAt == nil }

// MaxTemplateName is the longest name of a file that is kept.
const MaxTemplateName = 200
