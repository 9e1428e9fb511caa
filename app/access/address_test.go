package access

import (
	"net/netip"
	"testing"
)

func TestVisitorAddress(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for _, test := range []struct {
		name, remote, forwarded, want string
	}{
		{"without a proxy it is the other end", "192.0.2.7", "", "192.0.2.7"},
		{"a visitor cannot choose the address", "192.0.2.7", "198.51.100.1", "192.0.2.7"},
		{"a trusted proxy tells who came", "10.1.2.3", "198.51.100.1", "198.51.100.1"},
		{"what the visitor wrote before the proxy is not believed", "10.1.2.3", "203.0.113.9, 198.51.100.1", "198.51.100.1"},
		{"two trusted proxies are passed", "10.1.2.3", "198.51.100.1, 10.9.9.9", "198.51.100.1"},
		{"a proxy that tells nothing counts as the visitor", "10.1.2.3", "", "10.1.2.3"},
		{"nonsense is not taken", "10.1.2.3", "unknown", "10.1.2.3"},
		{"an IPv6 subscriber counts as one", "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"},
		{"IPv4 in IPv6 is IPv4", "::ffff:192.0.2.7", "", "192.0.2.7"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := visitorAddress(test.remote, test.forwarded, trusted); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func FuzzVisitorAddress(f *testing.F) {
	f.Add("10.0.0.1", "1.2.3.4, x")
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	f.Fuzz(func(t *testing.T, remote, forwarded string) {
		got := visitorAddress(remote, forwarded, trusted)
		if !isTrusted(remote, trusted) && got != network(remote) {
			t.Errorf("from %q with %q the header was believed: %q", remote, forwarded, got)
		}
	})
}
