package catalogue

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// decoder fills a File from the parsed text. The library's own strict decoder stops at the first fault; whoever
// mends a catalogue needs them all, each with its line.
type decoder struct {
	source   *source
	problems []Problem
}

func (d *decoder) report(line int, path, key string, args map[string]any) {
	d.source.faulty[path] = true
	if len(d.problems) < maxProblems {
		d.problems = append(d.problems, Problem{Line: line, Path: path, Key: keyPrefix + key, Args: args})
	}
}

func (d *decoder) file(root ast.Node, file *File) {
	d.value(root, reflect.ValueOf(file).Elem(), "")
}

func (d *decoder) value(node ast.Node, into reflect.Value, path string) {
	line := lineOf(node)
	if _, ok := d.source.lines[path]; !ok {
		d.source.lines[path] = line
	}
	switch into.Interface().(type) {
	case Period:
		d.period(node, into, path)
		return
	case Level:
		if node.Type() == ast.NullType {
			return
		}
	}
	switch into.Kind() {
	case reflect.Struct:
		d.mapping(node, into, path)
	case reflect.Slice:
		d.sequence(node, into, path)
	case reflect.String:
		text, ok := textOf(node)
		if !ok {
			d.report(lineOf(node), path, keyWantText, nil)
			return
		}
		into.SetString(strings.TrimSpace(text))
	case reflect.Int:
		number, ok := numberOf(node)
		if !ok {
			d.report(lineOf(node), path, keyWantNumber, nil)
			return
		}
		into.SetInt(number)
	case reflect.Bool:
		answer, ok := node.(*ast.BoolNode)
		if !ok {
			d.report(lineOf(node), path, keyWantBool, nil)
			return
		}
		into.SetBool(answer.Value)
	default:
		panic(fmt.Sprintf("catalogue: no reader for %s", into.Type()))
	}
}

func (d *decoder) period(node ast.Node, into reflect.Value, path string) {
	raw, ok := textOf(node)
	if !ok {
		// A year alone reads as a number; it is a date that is not exact enough rather than no date at all.
		if _, isNumber := numberOf(node); !isNumber {
			d.report(lineOf(node), path, keyWantDate, nil)
			return
		}
		raw = node.GetToken().Value
	}
	period, err := ParsePeriod(raw)
	if err != nil {
		d.report(lineOf(node), path, keyBadDate, map[string]any{"Value": excerpt(raw)})
		return
	}
	into.Set(reflect.ValueOf(period))
}

func (d *decoder) mapping(node ast.Node, into reflect.Value, path string) {
	var pairs []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		d.report(lineOf(node), path, keyWantMapping, nil)
		return
	}
	fields := listFields(into.Type())
	seen := map[string]bool{}
	for _, pair := range pairs {
		key, line := pair.Key.GetToken().Value, lineOf(pair.Key)
		at := join(path, excerpt(key))
		which := slices.IndexFunc(fields, func(f field) bool { return f.name == key })
		switch {
		case which < 0:
			d.report(line, at, keyUnknownKey, map[string]any{"Name": excerpt(key)})
			continue
		case seen[key]:
			d.report(line, at, keyTwice, map[string]any{"Name": key})
			continue
		}
		seen[key] = true
		d.source.lines[at] = line
		d.value(pair.Value, into.Field(fields[which].index), at)
	}
	for _, f := range fields {
		if f.required && !seen[f.name] {
			d.report(d.source.line(path), join(path, f.name), keyMissingKey, map[string]any{"Name": f.name})
		}
	}
}

func (d *decoder) sequence(node ast.Node, into reflect.Value, path string) {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		d.report(lineOf(node), path, keyWantList, nil)
		return
	}
	if len(list.Values) == 0 {
		return // an empty list and none at all mean the same
	}
	into.Set(reflect.MakeSlice(into.Type(), len(list.Values), len(list.Values)))
	for i, entry := range list.Values {
		d.value(entry, into.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

// lineOf is the first line of the node: a mapping's own token is the colon of its first pair, which may stand
// below the place where it begins.
func lineOf(node ast.Node) int {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return lineOf(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return lineOf(n.Key)
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

func textOf(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	}
	return "", false
}

// decimal keeps out what YAML also reads as whole numbers: 0x12, 0o14, 1_000, 010.
var decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,8})$`)

func numberOf(node ast.Node) (int64, bool) {
	if node.Type() != ast.IntegerType {
		return 0, false
	}
	raw := node.GetToken().Value
	if !decimal.MatchString(raw) {
		return 0, false
	}
	number, err := strconv.ParseInt(raw, 10, 64)
	return number, err == nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// excerpt shortens what is quoted in a message.
func excerpt(text string) string {
	const most = 60
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
