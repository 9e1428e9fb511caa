package servertest

import (
	"fmt"

	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/models"
)

// ManyRecommendations adds an evaluation with so many recommendations, each with
// so many links to measures of the default plan. Every text says that it is an
// example.
func (w *World) ManyRecommendations(count, links int) {
	w.t.Helper()
	err := w.Store.Write(w.t.Context(), func(tx *store.Tx) error {
		body := models.Body{Code: "EKS", Name: models.Name{NB: "Eksempelorganet"}, Levels: models.List[models.Level]{models.Urges, models.Considers, models.Invites}}
		if err := tx.Create(&body).Error; err != nil {
			return err
		}
		evaluation := models.Evaluation{BodyID: body.ID, Round: 1, Reference: "EKS(2026)1"}
		if err := tx.Create(&evaluation).Error; err != nil {
			return err
		}
		var measures []models.Measure
		if err := tx.Where("plan_id = (SELECT id FROM plans WHERE is_default)").Order("number").Find(&measures).Error; err != nil {
			return err
		}
		articles := models.ConventionArticles()
		rows := make([]models.Recommendation, count)
		for i := range rows {
			rows[i] = models.Recommendation{
				EvaluationID: evaluation.ID, Ref: fmt.Sprintf("EKS-%03d", i+1), Level: models.Levels()[i%4],
				Articles: models.List[int]{articles[i%len(articles)].Number, articles[(i+9)%len(articles)].Number},
				Topic:    models.Name{NB: fmt.Sprintf("Eksempel %d", i+1)}, Summary: models.Name{NB: "Eksempel på sammendrag."},
			}
		}
		if err := tx.CreateInBatches(rows, 200).Error; err != nil {
			return err
		}
		answers := make([]models.RecommendationLink, 0, count*links)
		for i, row := range rows {
			for j := range links {
				answers = append(answers, models.RecommendationLink{
					RecommendationID: row.ID, MeasureID: measures[(i+5*j)%len(measures)].ID, Degree: models.Partial, Confirmed: (i+j)%2 == 0,
				})
			}
		}
		if err := tx.CreateInBatches(answers, 200).Error; err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "catalogue.import", "plan", measures[0].PlanID, "", nil, nil)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
