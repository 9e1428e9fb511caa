package access

import (
	"net/netip"
	"strings"
)

// visitorAddress gives the address a request comes from. remote is the other
// end of the connection; behind a proxy we trust, it is the last address in
// X-Forwarded-For that is not such a proxy itself: what stands before it, the
// visitor may have written.
func visitorAddress(remote, forwarded string, trusted []netip.Prefix) string {
	address := remote
	hops := strings.Split(forwarded, ",")
	for i := len(hops) - 1; i >= 0 && isTrusted(address, trusted); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = hop.String()
	}
	return network(address)
}

func isTrusted(text string, trusted []netip.Prefix) bool {
	address, err := netip.ParseAddr(text)
	if err != nil {
		return false
	}
	for _, prefix := range trusted {
		if prefix.Contains(address.Unmap()) {
			return true
		}
	}
	return false
}

// One subscriber holds a whole IPv6 network of this length.
const subscriberBits = 64

// network gives what failed logins are counted by: an IPv4 address, or the
// network of an IPv6 address.
func network(text string) string {
	address, err := netip.ParseAddr(text)
	if err != nil {
		return text
	}
	address = address.Unmap()
	if address.Is4() {
		return address.String()
	}
	prefix, err := address.WithZone("").Prefix(subscriberBits)
	if err != nil {
		return text
	}
	return prefix.String()
}
