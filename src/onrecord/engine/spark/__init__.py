"""The same work on a cluster: Apache Spark decides where each part of it runs."""
