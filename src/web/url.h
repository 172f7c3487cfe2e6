/* Percent-encoded texts, hosts and mailboxes, read strictly. */
#ifndef URL_H
#define URL_H
#include "addresses.h"
#include "base.h"

/* Decodes s[0..n) into `out` (n + 1 bytes at least, terminated); `plus`: '+' is a space, as in forms. False, with `out`
 * holding nothing, for a '%' without two hex digits, NUL, control characters other than tab and line ends, and bytes
 * that are not UTF-8. */
bool url_decode(const char *s, size_t n, bool plus, char *out);

/* A pair of application/x-www-form-urlencoded text, still encoded. */
struct url_pair { const char *name, *value; size_t name_size, value_size; };
/* The next pair from *at on, empty ones skipped; false at the end. */
bool url_pair_next(const char **at, const char *end, struct url_pair *out);

/* Whether a Host header is fit to build addresses with: letters, digits, dots and hyphens, or an IPv6 address in
 * brackets, and perhaps a port. */
bool host_plausible(const char *host);
#endif
