/* Addresses of the network. */
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H
#include <stdbool.h>
#include <sys/socket.h>

/* Whether this is the address of somebody on the internet: not of this machine, of a network of one's own (RFC 1918, 4193, 6598), of a link, of
 * many at once, nor set apart for another use (IANA's registries of special-purpose addresses). What holds an IPv4 address in an IPv6 one
 * is not public: where it leads nobody can tell. Of another family than these two: no. */
bool address_public(const struct sockaddr *address);
#endif
