/* Names in forms that no field may have. */
#ifndef FORM_NAMES_H
#define FORM_NAMES_H
#define FORM_TOKEN "form_token"
#define FORM_TRAP "form_website"     /* nobody sees it, so whoever fills it in is a program */
#define FORM_DONE "gedaan"           /* in the query: what the page before did (frame.c) */
#define FORM_VERSION "version"       /* of the row as it was shown */
#endif
