// Package housestyle reads the paragraphs of a status section as the editor of
// the newsletter would, and advises: dates and periods, quotation marks, «se
// her», short forms, length and heavy words. Everything is advice but one: a
// working title without its mark, which keeps a section from being frozen.
//
// The functions are pure. The words they know are data, in the TOML files
// beside them and in the plain-language lists of app/language.
package housestyle
