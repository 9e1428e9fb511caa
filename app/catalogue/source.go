package catalogue

import "strings"

// source remembers where each value of a file stood, and which values could not be read.
type source struct {
	lines  map[string]int
	faulty map[string]bool
}

func newSource() *source {
	return &source{lines: map[string]int{}, faulty: map[string]bool{}}
}

// line gives the line of the value at the path, or of the nearest thing around it that stands in the file.
func (s *source) line(path string) int {
	if s == nil {
		return 0
	}
	for {
		if line, ok := s.lines[path]; ok {
			return line
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return 1
		}
		path = path[:cut]
	}
}

// unread says whether the value at the path, or one around it, has been reported already while it was read, so
// that no second problem about the same value is of use.
func (s *source) unread(path string) bool {
	if s == nil {
		return false
	}
	for {
		if s.faulty[path] {
			return true
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return false
		}
		path = path[:cut]
	}
}
