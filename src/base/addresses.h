/* Mail addresses, host names and phone numbers as texts. */
#ifndef ADDRESSES_H
#define ADDRESSES_H
#include "arena.h"
#include <stdbool.h>
#include <stddef.h>

/* Bytes of the name with a dot in it that `s` begins with ("help.example"); 0: it begins with none. */
size_t host_name_size(const char *s);
/* Whether a text is one e-mail address and nothing else, of letters, digits and ._+- only: fit for "mailto:". */
bool mailbox_plain(const char *text);
/* A phone number in one form, "+31600012345", however it was typed; NULL: it is none. In the arena. */
const char *phone_normal(struct arena *a, const char *typed);
/* Likewise one that can receive text messages. */
const char *mobile_normal(struct arena *a, const char *typed);
#endif
