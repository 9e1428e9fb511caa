package answers_test

import (
	"fmt"
	"testing"

	"tiltak/app/answers"
	"tiltak/models"
)

// large is a basis with 500 recommendations of one evaluation and 2,000 links,
// half of them confirmed.
func large(b *testing.B) answers.Basis {
	b.Helper()
	basis := answered(b, edition(b))
	s := &basis.Snapshot
	first := s.Recommendations[0]
	s.Recommendations = nil
	articles := models.ConventionArticles()
	for i := range 500 {
		r := first
		r.Ref, r.Level, r.Articles = fmt.Sprintf("G3-%03d", i+1), models.Levels()[i%4], []int{articles[i%len(articles)].Number}
		r.Links = nil
		for j := range 4 {
			r.Links = append(r.Links, models.LinkFacts{Measure: s.Measures[(i+5*j)%len(s.Measures)].Key, Degree: models.Partial, Confirmed: j%2 == 0})
		}
		s.Recommendations = append(s.Recommendations, r)
	}
	return basis
}

// BenchmarkReply makes the reply on 500 recommendations with 2,000 links. The
// goal is 300 ms each.
func BenchmarkReply(b *testing.B) {
	basis, p := large(b), printer(b, models.English)
	for _, format := range answers.Reply.Formats() {
		b.Run(format.Name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				m, err := answers.Make(answers.Reply, basis, p)
				if err != nil {
					b.Fatal(err)
				}
				body, err := format.Write(m)
				if err != nil {
					b.Fatal(err)
				}
				size = len(body)
			}
			b.ReportMetric(float64(size), "bytes/file")
		})
	}
}
