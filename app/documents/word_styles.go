package documents

// Role is what a piece of a paper is to its reader, whatever it looks like.
type Role string

// The roles that have a style of their own in a Word file.
const (
	RoleTitle       Role = "title"
	RoleLead        Role = "lead"
	RoleHeading1    Role = "heading1"
	RoleHeading2    Role = "heading2"
	RoleParagraph   Role = "paragraph"
	RoleItem        Role = "item"
	RoleNote        Role = "note"
	RoleFigure      Role = "figure"
	RoleCaption     Role = "caption"
	RoleCell        Role = "cell"        // a paragraph in a table
	RoleTable       Role = "table"       // a table as a whole
	RoleDraft       Role = "draft"       // the line that says that a paper is unfinished
	RoleMark        Role = "mark"        // the same on the edge of each page; of a run
	RoleReservation Role = "reservation" // a mark beside a value; of a run
	RoleLink        Role = "link"        // of a run
	RoleGap         Role = "gap"         // a paragraph of no height
	RoleHeader      Role = "header"
	RoleFooter      Role = "footer"
)

// WordStyles gives for each role the id of the Word style that sets it. The
// content of a Word file (WordContentOf) knows styles by this table alone, so
// that it can stand in an office's own template: there the table is read from the
// template's styles.xml, by the names that the office gave them.
type WordStyles map[Role]string

// OwnWordStyles are the styles of parts/styles.xml.
func OwnWordStyles() WordStyles {
	return WordStyles{
		RoleTitle: "Heading1", RoleLead: "Ingress", RoleHeading1: "Heading2", RoleHeading2: "Heading3", RoleParagraph: "Normal",
		RoleItem: "ListBullet", RoleNote: "Merknad", RoleFigure: "Figur", RoleCaption: "Caption", RoleCell: "Tabelltekst",
		RoleTable: "Statustabell", RoleDraft: "Kladdlinje", RoleMark: "Kladdmerke", RoleReservation: "Forbehold",
		RoleLink: "Hyperlink", RoleGap: "Skille", RoleHeader: "Header", RoleFooter: "Footer",
	}
}

// roleOf gives the role of a paragraph of some kind.
func roleOf(kind Kind) (role Role, known bool) {
	role, known = map[Kind]Role{
		KindTitle: RoleTitle, KindLead: RoleLead, KindHeading1: RoleHeading1, KindHeading2: RoleHeading2,
		KindParagraph: RoleParagraph, KindItem: RoleItem, KindNote: RoleNote,
	}[kind]
	return role, known
}
