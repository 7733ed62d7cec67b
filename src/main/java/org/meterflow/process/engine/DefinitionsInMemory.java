package org.meterflow.process.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.CacheFactory;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.commons.utils.cache.Cache;
import org.camunda.commons.utils.cache.ConcurrentLruCache;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * What the engine keeps of diagrams and tables. Those it executes are kept as it always does. The documents they were read from
 * take more memory than all of these and are only looked at now and then, so they are kept as long as there is memory to spare.
 */
final class DefinitionsInMemory implements CacheFactory {

    @Override
    public <T> Cache<String, T> createCache(int maximum) {
        return new Kept<>(maximum);
    }

    private static final class Kept<T> implements Cache<String, T> {

        private final Cache<String, T> executed;
        private final Map<String, T> documents = new ConcurrentReferenceHashMap<>();

        Kept(int maximum) {
            this.executed = new ConcurrentLruCache<>(maximum);
        }

        @Override
        public void put(String id, T definition) {
            if (definition instanceof ModelInstance) {
                documents.put(id, definition);
            } else {
                executed.put(id, definition);
            }
        }

        @Override
        public @Nullable T get(String id) {
            T document = documents.get(id);
            return document == null ? executed.get(id) : document;
        }

        @Override
        public void clear() {
            documents.clear();
            executed.clear();
        }

        @Override
        public void remove(String id) {
            documents.remove(id);
            executed.remove(id);
        }

        @Override
        public Set<String> keySet() {
            Set<String> ids = new HashSet<>(executed.keySet());
            ids.addAll(documents.keySet());
            return ids;
        }

        @Override
        public boolean isEmpty() {
            return size() == 0;
        }

        @Override
        public int size() {
            return executed.size() + documents.size();
        }
    }
}
