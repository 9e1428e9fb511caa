package models

// ConventionArticle is an article of the Council of Europe Convention on Action
// against Trafficking in Human Beings (ETS 197). The English title is the
// treaty's own; the Norwegian one is our wording of it.
type ConventionArticle struct {
	Number int
	Title  Name
}

// ConventionArticles are the articles that recommendations are about: 4 to 32.
// What follows them is about the monitoring and the treaty itself.
func ConventionArticles() []ConventionArticle {
	titles := []Name{
		{NB: "Definisjoner", NN: "Definisjonar", EN: "Definitions"},
		{NB: "Forebygging av menneskehandel", NN: "Førebygging av menneskehandel", EN: "Prevention of trafficking in human beings"},
		{NB: "Tiltak for å dempe etterspørselen", NN: "Tiltak for å dempe etterspurnaden", EN: "Measures to discourage the demand"},
		{NB: "Grensetiltak", NN: "Grensetiltak", EN: "Border measures"},
		{NB: "Sikre og kontrollerte dokumenter", NN: "Sikre og kontrollerte dokument", EN: "Security and control of documents"},
		{NB: "Ekte og gyldige dokumenter", NN: "Ekte og gyldige dokument", EN: "Legitimacy and validity of documents"},
		{NB: "Identifisering av ofre", NN: "Identifisering av offer", EN: "Identification of the victims"},
		{NB: "Vern om privatlivet", NN: "Vern om privatlivet", EN: "Protection of private life"},
		{NB: "Bistand til ofre", NN: "Bistand til offer", EN: "Assistance to victims"},
		{NB: "Refleksjonsperiode", NN: "Refleksjonsperiode", EN: "Recovery and reflection period"},
		{NB: "Oppholdstillatelse", NN: "Opphaldsløyve", EN: "Residence permit"},
		{NB: "Erstatning og rettshjelp", NN: "Erstatning og rettshjelp", EN: "Compensation and legal redress"},
		{NB: "Retur av ofre", NN: "Retur av offer", EN: "Repatriation and return of victims"},
		{NB: "Likestilling", NN: "Likestilling", EN: "Gender equality"},
		{NB: "Straff for menneskehandel", NN: "Straff for menneskehandel", EN: "Criminalisation of trafficking in human beings"},
		{NB: "Straff for bruk av et offers tjenester", NN: "Straff for bruk av tenestene til eit offer", EN: "Criminalisation of the use of services of a victim"},
		{NB: "Straff for befatning med reise- og identitetspapirer", NN: "Straff for befatning med reise- og identitetspapir", EN: "Criminalisation of acts relating to travel or identity documents"},
		{NB: "Forsøk og medvirkning", NN: "Forsøk og medverknad", EN: "Attempt and aiding or abetting"},
		{NB: "Foretaksansvar", NN: "Føretaksansvar", EN: "Corporate liability"},
		{NB: "Sanksjoner og tiltak", NN: "Sanksjonar og tiltak", EN: "Sanctions and measures"},
		{NB: "Skjerpende omstendigheter", NN: "Skjerpande omstende", EN: "Aggravating circumstances"},
		{NB: "Tidligere domfellelser", NN: "Tidlegare domfellingar", EN: "Previous convictions"},
		{NB: "Straffrihet for ofre", NN: "Straffridom for offer", EN: "Non-punishment provision"},
		{NB: "Påtale uten begjæring", NN: "Påtale utan krav", EN: "Ex parte and ex officio applications"},
		{NB: "Vern av ofre, vitner og personer som samarbeider med myndighetene", NN: "Vern av offer, vitne og personar som samarbeider med styresmaktene", EN: "Protection of victims, witnesses and collaborators with the judicial authorities"},
		{NB: "Spesialiserte myndigheter og koordinerende organer", NN: "Spesialiserte styresmakter og koordinerande organ", EN: "Specialised authorities and co-ordinating bodies"},
		{NB: "Rettergang", NN: "Rettargang", EN: "Court proceedings"},
		{NB: "Jurisdiksjon", NN: "Jurisdiksjon", EN: "Jurisdiction"},
		{NB: "Internasjonalt samarbeid", NN: "Internasjonalt samarbeid", EN: "General principles and measures for international co-operation"},
	}
	articles := make([]ConventionArticle, len(titles))
	for i, title := range titles {
		articles[i] = ConventionArticle{Number: firstArticle + i, Title: title}
	}
	return articles
}

const firstArticle = 4
