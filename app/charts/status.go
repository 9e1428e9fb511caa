package charts

// The status keys that have a look of their own. An unknown key is drawn as
// Missing, so that nothing unknown can pass for good news.
const (
	Done         = "done"
	OnTrack      = "ontrack"
	Delayed      = "delayed"
	Deviation    = "deviation"
	NotStarted   = "notstarted"
	Missing      = "missing"
	Discontinued = "discontinued"
)

// pattern is the hatching that tells two statuses apart without colour.
type pattern int

const (
	plain pattern = iota
	diagonal
	crossed
	dotted
	level
)

// patternStep is the side of one pattern tile.
const patternStep = 6.0

// look is how a status is drawn. The edge keeps at least 3:1 against white,
// also round the pale fills.
type look struct {
	key     string
	fill    string
	edge    string
	pattern pattern
	hatch   colour
	dashed  bool
}

func statusLook(key string) look {
	switch key {
	case Done:
		return look{key: key, fill: "#0B6B4F", edge: "#0B6B4F"}
	case OnTrack:
		return look{key: key, fill: "#2F7FC1", edge: "#1F659F"}
	case Delayed:
		return look{key: key, fill: "#F2B632", edge: "#8A6100", pattern: diagonal, hatch: colour{"delayed-s", "#8A6100"}}
	case Deviation:
		return look{key: key, fill: "#C1272D", edge: "#8E1A1F", pattern: crossed, hatch: paper()}
	case NotStarted:
		return look{key: key, fill: "#D5DBE1", edge: "#66727F"}
	case Discontinued:
		return look{key: key, fill: "#EEF1F4", edge: "#66727F", pattern: level, hatch: colour{Discontinued + "-s", "#66727F"}}
	default:
		return look{key: Missing, fill: "#FFFFFF", edge: "#66727F", pattern: dotted, hatch: muted(), dashed: true}
	}
}

// colour is a named colour: the name becomes the class, the value the attribute.
type colour struct{ name, value string }

func ink() colour   { return colour{"ink", "#1F2933"} }
func muted() colour { return colour{"muted", "#4A5662"} }
func paper() colour { return colour{"paper", "#FFFFFF"} }
func band() colour  { return colour{"band", "#F4F6F8"} }
func rule() colour  { return colour{"line", "#C5CDD5"} }
func alarm() colour { return colour{"deviation", "#C1272D"} }
func today() colour { return colour{"today", "#C1272D"} }

// alarmText is darker than alarm, for small letters.
func alarmText() colour { return colour{"deviation-t", "#A51C22"} }

// groupColour maps the class of a timeline group to its colour; anything else
// than f-a1 to f-a4 is drawn as ordinary text.
func groupColour(class string) colour {
	switch class {
	case "f-a1":
		return colour{"a1", "#1B4F72"}
	case "f-a2":
		return colour{"a2", "#0F766E"}
	case "f-a3":
		return colour{"a3", "#7A3E9D"}
	case "f-a4":
		return colour{"a4", "#9A4B12"}
	default:
		return ink()
	}
}
