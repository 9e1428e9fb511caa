package layout

import (
	"strings"

	"github.com/a-h/templ"

	"tiltak/models"
)

// DescribedBy ties a field to its help and to what is wrong with it.
func DescribedBy(problem *models.Error, name string, help bool) templ.Attributes {
	var ids []string
	if help {
		ids = append(ids, name+"-hjelp")
	}
	attributes := templ.Attributes{}
	if len(FieldProblems(problem, name)) > 0 {
		ids = append(ids, name+"-feil")
		attributes["aria-invalid"] = "true"
	}
	if len(ids) > 0 {
		attributes["aria-describedby"] = strings.Join(ids, " ")
	}
	return attributes
}
