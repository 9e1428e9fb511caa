package models

// Language is the written form a text is in.
type Language string

// The languages of texts and pages.
const (
	Bokmaal Language = "nb"
	Nynorsk Language = "nn"
	English Language = "en"
)

// Valid tells whether the language is one we know.
func (l Language) Valid() bool { return l == Bokmaal || l == Nynorsk || l == English }

// Name is a text in bokmål with, perhaps, nynorsk and English beside it.
type Name struct {
	NB string `json:"nb" gorm:"column:nb"`
	NN string `json:"nn,omitempty" gorm:"column:nn"`
	EN string `json:"en,omitempty" gorm:"column:en"`
}

// In gives the text in a language, or in bokmål where there is none.
func (n Name) In(language Language) string {
	switch {
	case language == Nynorsk && n.NN != "":
		return n.NN
	case language == English && n.EN != "":
		return n.EN
	}
	return n.NB
}

// WrittenIn gives the language that In would really give.
func (n Name) WrittenIn(language Language) Language {
	switch {
	case language == Nynorsk && n.NN != "":
		return Nynorsk
	case language == English && n.EN != "":
		return English
	}
	return Bokmaal
}
