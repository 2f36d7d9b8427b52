/* SPDX-License-Identifier: Apache-2.0 */
/** What programs written for Managed Flink ask for by this name. Put into the JAR of each program; used by nobody else. */
package com.amazonaws.services.kinesisanalytics.runtime;
