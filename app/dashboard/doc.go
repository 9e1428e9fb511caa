// Package dashboard works out the figures behind the boards, the lists of
// measures and milestones and the start page, and answers for these pages.
// Everything shown is a pure function of a snapshot of the plan.
package dashboard
