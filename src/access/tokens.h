/* Tokens: 256 random bits that a browser, a link or a program holds, and of which the database has the keyed hash only. */
#ifndef TOKENS_H
#define TOKENS_H
#include "base64.h"
#include "keys.h"

enum { TOKEN_BYTES = 32, TOKEN_TEXT = BASE64_TEXT(TOKEN_BYTES), TOKEN_HASH_TEXT = 2 * MAC_BYTES + 1 };       /* base64url and hex, their ends included */

/* A new token and its hash. `use` keeps tokens apart that are for something else: "session", "invitation" … */
MUST_USE int token_make(struct ctx *c, const char *use, char token[static TOKEN_TEXT], char hash[static TOKEN_HASH_TEXT]);
/* The hash of what somebody gave as a token. ERR_NOT_FOUND: it has not even the form of one; NULL has not either. */
MUST_USE int token_hash(struct ctx *c, const char *use, const char *token, char hash[static TOKEN_HASH_TEXT]);
/* A keyed id of a few texts up to the first NULL, for what is counted without being named: a mail address, a device. */
MUST_USE int token_id(struct ctx *c, const char *const *texts, struct id *out);
/* An own key for a use of one account's: of recovery codes. The caller clears it. */
MUST_USE int token_key(struct ctx *c, const char *use, struct id account, uint8_t key[static MAC_BYTES]);
#endif
