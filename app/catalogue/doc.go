// Package catalogue reads, checks, compares and writes catalogue files: one YAML file for one plan, with its
// organisations, areas, measures, events, and the recommendations that the measures answer.
//
// [Load] reads and checks at once and reports every fault it finds with its line. [Write] writes the form that
// [Read] reads back unchanged, and [Diff] tells what an import of a file would change.
package catalogue
