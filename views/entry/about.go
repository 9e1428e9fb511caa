package entry

// About is the input of the page about the solution.
type About struct {
	Version  string
	Licences string // address of the list of third-party licences
}
