/** A small S3: buckets and objects on disk, for templates that are too long for a request and for the CDK. */
package io.crosscurrent.server.objects;
