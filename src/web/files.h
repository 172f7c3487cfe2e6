/* The embedded files and the municipality's theme on the wire. */
#ifndef FILES_H
#define FILES_H
#include "request.h"

/* "/assets/<hash>/": changes whenever any embedded file does, so that browsers may keep all of them for good. */
const char *files_folder(struct arena *a);
/* Answers if the path is below /assets/; false if it is not ours, or there is no such file. */
bool files_answer(struct ctx *c);
/* Answers with this embedded file under an address without a hash. 404 if it is not there. */
MUST_USE int file_respond(struct ctx *c, const char *name);
#endif
