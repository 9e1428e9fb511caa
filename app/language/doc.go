// Package language holds every string on screen, by key, in bokmål, nynorsk and
// English, and writes dates, numbers and lists as Norwegians do. A key that is
// missing in nynorsk or English falls back to bokmål, never to a blank.
package language
