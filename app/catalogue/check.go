package catalogue

import (
	"strconv"
)

// Known is what the system holds already and a file may refer to without naming it.
type Known struct {
	Organisations map[string]KnownOrganisation // by code
}

// KnownOrganisation is an organisation that the system holds. Parent is a code, empty where there is none.
type KnownOrganisation struct {
	Kind   string
	Parent string
}

// Check gives every breach of the rules of a catalogue, in the order of the file, at most 100. Lines are known
// for a file that comes from [Read] or [Load]; otherwise they are 0.
func Check(file File, known Known) []Problem {
	c := checker{file: file, known: known}
	c.index()
	c.plan()
	c.organisations()
	c.areas()
	c.measures()
	c.events()
	c.bodies()
	c.evaluations()
	c.recommendations()
	c.links()
	c.lineage()
	return sortProblems(c.problems)
}

// checker collects problems and holds the rows by what they are known by.
type checker struct {
	file     File
	known    Known
	problems []Problem

	orgs    map[string]KnownOrganisation // those of the file before those known
	areaNos map[int]bool
	keys    map[string]bool // of measures
	levels  map[string][]string
	rounds  map[EvaluationRef]bool
	refs    map[string]bool
	firstAt map[string]string // path of the first row with an identity
}

func (c *checker) index() {
	c.orgs, c.areaNos, c.keys = map[string]KnownOrganisation{}, map[int]bool{}, map[string]bool{}
	c.levels, c.rounds, c.refs = map[string][]string{}, map[EvaluationRef]bool{}, map[string]bool{}
	c.firstAt = map[string]string{}
	for code, o := range c.known.Organisations {
		c.orgs[code] = o
	}
	for _, o := range c.file.Organisations {
		c.orgs[o.Code] = KnownOrganisation{Kind: o.Kind, Parent: o.Parent}
	}
	for _, a := range c.file.Areas {
		c.areaNos[a.Number] = true
	}
	for _, m := range c.file.Measures {
		c.keys[m.Key] = true
	}
	for _, b := range c.file.Bodies {
		c.levels[b.Code] = b.Levels
	}
	for _, e := range c.file.Evaluations {
		c.rounds[EvaluationRef{Body: e.Body, Round: e.Round}] = true
	}
	for _, r := range c.file.Recommendations {
		c.refs[r.Ref] = true
	}
}

// report adds a problem, unless the value has been reported while it was read.
func (c *checker) report(path, key string, args map[string]any) {
	if c.file.source.unread(path) {
		return
	}
	c.problems = append(c.problems, Problem{
		Line: c.file.source.line(path), Path: path, Key: keyPrefix + key, Args: args,
	})
}

// once reports a second value with the same identity within its kind. Whether the values were read is looked up
// by path, so that rows which lack the value do not count as alike.
func (c *checker) once(kind, identity, path string) {
	if c.file.source.unread(path) {
		return
	}
	first, seen := c.firstAt[kind+"\x00"+identity]
	if !seen {
		c.firstAt[kind+"\x00"+identity] = path
		return
	}
	c.report(path, keyDuplicate, map[string]any{"Value": excerpt(identity), "First": c.file.source.line(first)})
}

// exists reports a reference that leads nowhere, unless the section it should lead to could not be read at all.
func (c *checker) exists(found bool, section, path, key, value string) {
	if !found && !c.file.source.unread(section) {
		c.report(path, key, map[string]any{"Value": excerpt(value)})
	}
}

// cycles reports every chain of references that leads back to itself, once, at the path of one of its members, or
// of the one that it was found from where the member does not stand in the file. Paths has those of the file.
func (c *checker) cycles(next map[string][]string, order []string, paths map[string]string) {
	const (
		open = 1 + iota
		done
	)
	state := map[string]int{}
	var visit func(root, at string)
	visit = func(root, at string) {
		state[at] = open
		for _, to := range next[at] {
			switch state[to] {
			case open:
				path, named := paths[at]
				if !named {
					path = paths[root]
				}
				c.report(path, keyCycle, map[string]any{"Value": excerpt(at), "Other": excerpt(to)})
			case done:
			default:
				visit(root, to)
			}
		}
		state[at] = done
	}
	for _, at := range order {
		if state[at] == 0 {
			visit(at, at)
		}
	}
}

func row(section string, i int) string { return section + "[" + strconv.Itoa(i) + "]" }

func number(n int) string { return strconv.Itoa(n) }
