package roundtrip

// Fault is one thing wrong with a workbook: where, and the message that says
// what and what to do. A file with any fault is refused as a whole.
type Fault struct {
	Sheet  string // as it is called in the workbook; empty: the file itself
	Row    int    // 0: the whole sheet
	Column string // letter and heading; empty: the whole row
	Key    string
	Args   map[string]any
}

// mostFaults is how many are told at once: a file with more is hardly ours.
const mostFaults = 200

// Faults gathers all that is wrong with a file.
type Faults []Fault

func (f *Faults) add(fault Fault) {
	if len(*f) < mostFaults {
		*f = append(*f, fault)
	}
}

// file notes what is wrong with the file itself.
func (f *Faults) file(key string, args map[string]any) {
	f.add(Fault{Key: "roundtrip.fault." + key, Args: args})
}
