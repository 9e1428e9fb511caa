// Package charts draws the small charts of the boards and the documents: a
// status bar, stacked bars by row, and a timeline. The same drawing code gives
// SVG for pages and PNG for documents.
//
// Every chart has role="img", a title and a description with its numbers; the
// page that shows it still owes the reader a table with the same figures.
//
// Colours are written twice: as an attribute, so that the drawing is right in a
// file of its own, and as a class, so that a stylesheet can recolour it (dark
// mode, forced colours). Classes starting with f- colour the fill, those
// starting with s- the stroke. The names after the hyphen are the status keys,
// delayed-s (the hatching of delayed), ink, muted, paper, band, line, danger,
// and a1 to a4 for the groups of a timeline. There is no style attribute, so
// the drawings live under a strict content security policy.
//
// All lengths are in user units, which are CSS pixels when the chart is shown
// in its natural size.
package charts
