/* Failure: a code that the caller acts on, and one message that helps the person who reads it.
 * Messages are msgids: whoever shows one translates it. Outputs of a failed call are untouched. */
#ifndef ERROR_H
#define ERROR_H

#define MUST_USE __attribute__((warn_unused_result))
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define N_(msgid) msgid
#define N2_(one, many) one, many          /* both forms of a plural */

enum {
  OK,
  ERR_INVALID,       /* what was given is wrong: say which field */
  ERR_NOT_FOUND,     /* also: what one may not see */
  ERR_CONFLICT,      /* somebody else changed it meanwhile */
  ERR_FULL,          /* more than one answer may hold */
  ERR_BUSY,          /* try again */
  ERR_OFTEN,         /* as often as one may: try again much later */
  ERR_AWAY,          /* the database cannot be reached, or only be read: try again later */
  ERR_STORE          /* the database, the disk, or the file */
};
struct error { int code; const char *field, *text; };

#define TRY(call) do { const int try_ = (call); if (try_ != OK) return try_; } while (0)
#endif
