package language

import "tiltak/models"

// Figure gives the word for a figure: I rute, Ikke rapportert …
func (p Printer) Figure(f models.Figure) string { return p.T("figure." + string(f)) }

// FigureShort gives the short word used in narrow cells: i rute, mangler …
func (p Printer) FigureShort(f models.Figure) string { return p.T("figure_short." + string(f)) }

// FigureMeaning gives the one-line definition that stands beside the word.
func (p Printer) FigureMeaning(f models.Figure) string { return p.T("figure_meaning." + string(f)) }

// Stage gives the word for a stage.
func (p Printer) Stage(s models.Stage) string { return p.T("stage." + string(s)) }

// Health gives the word for health.
func (p Printer) Health(h models.Health) string { return p.T("health." + string(h)) }

// ReportState gives the word for where a report stands: kladd, innsendt …
func (p Printer) ReportState(s models.ReportState) string { return p.T("report_state." + string(s)) }

// RoundState gives the word for where a round stands.
func (p Printer) RoundState(s models.RoundState) string { return p.T("round_state." + string(s)) }

// Role gives the word for a role.
func (p Printer) Role(r models.Role) string { return p.T("role." + string(r)) }

// Name gives a name in the printer's language, or in bokmål.
func (p Printer) Name(n models.Name) string { return n.In(p.Language) }

// Action gives what a line of the trail says was done.
func (p Printer) Action(action string) string { return p.T("trail.action." + action) }

// Tag is a language as documents name it.
func Tag(written models.Language) string {
	switch written {
	case models.Nynorsk:
		return "nn-NO"
	case models.English:
		return "en-GB"
	}
	return "nb-NO"
}
